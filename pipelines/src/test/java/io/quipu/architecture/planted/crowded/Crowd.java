package io.quipu.architecture.planted.crowded;

/** One of too many classes in a package. */
@SuppressWarnings("MultipleTopLevelClasses")
final class Crowd {}

final class C01 {}

final class C02 {}

final class C03 {}

final class C04 {}

final class C05 {}

final class C06 {}

final class C07 {}

final class C08 {}

final class C09 {}

final class C10 {}

final class C11 {}

final class C12 {}

final class C13 {}

final class C14 {}

final class C15 {}

final class C16 {}

final class C17 {}

final class C18 {}

final class C19 {}

final class C20 {}

final class C21 {}

final class C22 {}

final class C23 {}

final class C24 {}

final class C25 {}

final class C26 {}

final class C27 {}

final class C28 {}

final class C29 {}

final class C30 {}

final class C31 {}

final class C32 {}

final class C33 {}

final class C34 {}

final class C35 {}

final class C36 {}

final class C37 {}

final class C38 {}

final class C39 {}

final class C40 {}
