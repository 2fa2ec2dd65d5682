"""Prints the character classes that tokenizers' splitting patterns use, as tiktoken sees them.

Probes every Unicode scalar value through the regular expression engine inside tiktoken (0.14.0:
Unicode 16.0), so the table is what the reference does and not what a data file says it should do.
Makes tokenizer/src/main/resources/io/quipu/tokenizer/pretokenize/classes.txt again:

    pip install tiktoken==0.14.0 && python3 benchmarks/peers/unicode_classes.py > classes.txt
"""

import tiktoken

CLASSES = (("L", r"\p{L}"), ("N", r"\p{N}"), ("M", r"\p{M}"), ("S", r"\s"))
BYTES = {bytes([i]): i for i in range(256)}


def ranges(members):
    start = last = None
    for code_point in members:
        if start is None:
            start = code_point
        elif code_point != last + 1:
            yield start, last
            start = code_point
        last = code_point
    if start is not None:
        yield start, last


def main():
    print("# Character classes of Unicode 16.0: L letter, N number, M mark (general categories),")
    print("# S White_Space. Class, first and last code point (hexadecimal, inclusive).")
    print("# Found by probing every scalar value through tiktoken 0.14.0:")
    print("# benchmarks/peers/unicode_classes.py makes this file.")
    scalars = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    for name, pattern in CLASSES:
        encoding = tiktoken.Encoding(
            name="probe", pat_str=pattern, mergeable_ranks=BYTES, special_tokens={}
        )
        members = [c for c in scalars if encoding.encode_ordinary(chr(c))]
        for start, end in ranges(members):
            print(f"{name} {start:X} {end:X}")


if __name__ == "__main__":
    main()
