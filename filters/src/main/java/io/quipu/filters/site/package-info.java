/** Whether a web site holds so much personal data of private persons that all its pages go. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.site;
