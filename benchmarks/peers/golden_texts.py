"""Texts for the goldens, written here or drawn from a seed; the same in every Python from 3.8 on.

    python3 benchmarks/peers/golden_texts.py

writes input.jsonl of filters' golden/gopher_dolma and golden/opennlp_language and of dedup's golden/datatrove_signatures and
golden/datatrove_clusters. A line is {"id", "text"} or {"id", "text", "times"}: the text, repeated that often.
"""

import json
import os
import random

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LETTERS = "bcdfghjklmnpqrstvwxyz"
PLAIN = (
    "river market window garden letter winter bridge paper stone music teacher doctor village mountain ocean forest "
    "kitchen morning evening summer harbour engine ticket station corner basket candle copper silver number answer "
    "question story journey painter farmer sailor driver singer walks reads builds carries opens closes paints finds "
    "loses remembers sells buys small large quiet bright heavy narrow early late yellow green northern distant under "
    "across before after between through without because while where often never slowly quickly almost every seven"
).split()
JOINTS = "the of and to with that have be a in on for".split()

SENTENCES = {
    "en": "The old mill by the river has been empty for years, but the children still play there after school.",
    "de": "Die alte M\u00fchle am Fluss steht seit Jahren leer, aber die Kinder spielen nach der Schule noch immer dort.",
    "fr": "Le vieux moulin au bord de la rivi\u00e8re est vide depuis des ann\u00e9es, mais les enfants y jouent encore.",
    "es": "El viejo molino junto al r\u00edo lleva a\u00f1os vac\u00edo, pero los ni\u00f1os todav\u00eda juegan all\u00ed por la tarde.",
    "it": "Il vecchio mulino vicino al fiume \u00e8 vuoto da anni, ma i bambini ci giocano ancora dopo la scuola.",
    "pt": "O velho moinho junto ao rio est\u00e1 vazio h\u00e1 anos, mas as crian\u00e7as ainda brincam l\u00e1 depois da escola.",
    "nl": "De oude molen bij de rivier staat al jaren leeg, maar de kinderen spelen er nog steeds na school.",
    "sv": "Den gamla kvarnen vid \u00e5n har st\u00e5tt tom i flera \u00e5r, men barnen leker fortfarande d\u00e4r efter skolan.",
    "fi": "Vanha mylly joen rannalla on ollut tyhj\u00e4 vuosia, mutta lapset leikkiv\u00e4t siell\u00e4 yh\u00e4 koulun j\u00e4lkeen.",
    "pl": "Stary m\u0142yn nad rzek\u0105 stoi pusty od lat, ale dzieci nadal bawi\u0105 si\u0119 tam po szkole.",
    "cs": "Star\u00fd ml\u00fdn u \u0159eky je u\u017e l\u00e9ta pr\u00e1zdn\u00fd, ale d\u011bti si tam po \u0161kole po\u0159\u00e1d hraj\u00ed.",
    "hu": "A foly\u00f3 melletti r\u00e9gi malom \u00e9vek \u00f3ta \u00fcres, de a gyerekek m\u00e9g mindig ott j\u00e1tszanak iskola ut\u00e1n.",
    "tr": "Nehir kenar\u0131ndaki eski de\u011firmen y\u0131llard\u0131r bo\u015f, ama \u00e7ocuklar okuldan sonra h\u00e2l\u00e2 orada oynuyor.",
    "ru": "\u0421\u0442\u0430\u0440\u0430\u044f \u043c\u0435\u043b\u044c\u043d\u0438\u0446\u0430 \u0443 \u0440\u0435\u043a\u0438 \u043f\u0443\u0441\u0442\u0443\u0435\u0442 \u0443\u0436\u0435 \u043c\u043d\u043e\u0433\u043e \u043b\u0435\u0442, \u043d\u043e \u0434\u0435\u0442\u0438 \u0432\u0441\u0451 \u0435\u0449\u0451 \u0438\u0433\u0440\u0430\u044e\u0442 \u0442\u0430\u043c.",
    "uk": "\u0421\u0442\u0430\u0440\u0438\u0439 \u043c\u043b\u0438\u043d \u0431\u0456\u043b\u044f \u0440\u0456\u0447\u043a\u0438 \u0432\u0436\u0435 \u0431\u0430\u0433\u0430\u0442\u043e \u0440\u043e\u043a\u0456\u0432 \u043f\u043e\u0440\u043e\u0436\u043d\u0456\u0439, \u0430\u043b\u0435 \u0434\u0456\u0442\u0438 \u0439 \u0434\u043e\u0441\u0456 \u0433\u0440\u0430\u044e\u0442\u044c\u0441\u044f \u0442\u0430\u043c.",
    "el": "\u039f \u03c0\u03b1\u03bb\u03b9\u03cc\u03c2 \u03bc\u03cd\u03bb\u03bf\u03c2 \u03b4\u03af\u03c0\u03bb\u03b1 \u03c3\u03c4\u03bf \u03c0\u03bf\u03c4\u03ac\u03bc\u03b9 \u03b5\u03af\u03bd\u03b1\u03b9 \u03ac\u03b4\u03b5\u03b9\u03bf\u03c2 \u03b5\u03b4\u03ce \u03ba\u03b1\u03b9 \u03c7\u03c1\u03cc\u03bd\u03b9\u03b1.",
    "ar": "\u0627\u0644\u0637\u0627\u062d\u0648\u0646\u0629 \u0627\u0644\u0642\u062f\u064a\u0645\u0629 \u0642\u0631\u0628 \u0627\u0644\u0646\u0647\u0631 \u0641\u0627\u0631\u063a\u0629 \u0645\u0646\u0630 \u0633\u0646\u0648\u0627\u062a \u0644\u0643\u0646 \u0627\u0644\u0623\u0637\u0641\u0627\u0644 \u064a\u0644\u0639\u0628\u0648\u0646 \u0647\u0646\u0627\u0643.",
    "hi": "\u0928\u0926\u0940 \u0915\u0947 \u092a\u093e\u0938 \u0935\u093e\u0932\u0940 \u092a\u0941\u0930\u093e\u0928\u0940 \u091a\u0915\u094d\u0915\u0940 \u0915\u0908 \u0938\u093e\u0932\u094b\u0902 \u0938\u0947 \u0916\u093e\u0932\u0940 \u0939\u0948\u0964",
    "ja": "\u5ddd\u306e\u305d\u3070\u306e\u53e4\u3044\u6c34\u8eca\u5c0f\u5c4b\u306f\u4f55\u5e74\u3082\u7a7a\u3044\u3066\u3044\u307e\u3059\u304c\u3001\u5b50\u4f9b\u305f\u3061\u306f\u4eca\u3082\u305d\u3053\u3067\u904a\u3093\u3067\u3044\u307e\u3059\u3002",
    "zh": "\u6cb3\u8fb9\u7684\u65e7\u78e8\u574a\u5df2\u7ecf\u7a7a\u4e86\u5f88\u591a\u5e74\uff0c\u4f46\u662f\u5b69\u5b50\u4eec\u653e\u5b66\u540e\u8fd8\u5728\u90a3\u91cc\u73a9\u3002",
    "ko": "\uac15\uac00\uc758 \uc624\ub798\ub41c \ubc29\uc557\uac04\uc740 \uba87 \ub144\uc9f8 \ube44\uc5b4 \uc788\uc9c0\ub9cc \uc544\uc774\ub4e4\uc740 \uc544\uc9c1\ub3c4 \uac70\uae30\uc11c \ub180\uc544\uc694.",
    "th": "\u0e42\u0e23\u0e07\u0e2a\u0e35\u0e40\u0e01\u0e48\u0e32\u0e23\u0e34\u0e21\u0e41\u0e21\u0e48\u0e19\u0e49\u0e33\u0e27\u0e48\u0e32\u0e07\u0e21\u0e32\u0e2b\u0e25\u0e32\u0e22\u0e1b\u0e35\u0e41\u0e25\u0e49\u0e27",
}


class Draw:
    """Draws with random.random() only, whose sequence Python promises to keep."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def below(self, n):
        return int(self.random.random() * n)

    def of(self, items):
        return items[self.below(len(items))]

    def sentence(self, words):
        return " ".join(self.of(JOINTS if i % 3 == 0 else PLAIN) for i in range(words)).capitalize() + "."

    def words(self, n, length, seen):
        """n words of a length, none of them in `seen`."""
        out = []
        while len(out) < n:
            word = "".join(self.of(LETTERS) for _ in range(length))
            if word not in seen:
                seen.add(word)
                out.append(word)
        return out


def gopher():
    draw = Draw(1)
    rows = []
    add = lambda name, text, **more: rows.append(dict(id=name, text=text, **more))
    words = lambda n, length=5: draw.words(n, length, set())
    spread = lambda marked, plain: " ".join(marked + plain)
    for name, text in (
        ("empty", ""), ("blank", " \n\t\n "), ("newlines", "\n\n\n"), ("one_word", "the"), ("one_symbol", "\u2026"),
        ("nine_words", "one two three four five six seven eight nine"), ("ten_words", "a a a a a a a a a a"),
        ("leading_newline", "\nthe end\n"), ("carriage_returns", "the line\r\nthe line\r\n\r\nthe line\rof"),
        ("odd_spaces", "the\u00a0end\u2003of\u3000it\u0085all\x1cis\u200bhere"),
        ("emoji", "\U0001f600 \U0001f600\U0001f600 x\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001d400\u0301 the"),
        ("marks", "The the, THE the. #the the# \u2026the ... and to"),
        ("numbers", "1 22 3.5 \u00bd \u0664\u0665 \u2163 x1 \u00aa \u02b0 \u0300 \u4e00"),
        ("long_line", "be " * 700), ("long_word", "w" * 3000),
        ("bullets", "* the\n- of\n \u2022 and\n\u2013 to\n*\n-\n  - be"),
        ("ellipses", "the\u2026\nof...\nand \u2026\nto\u2026 \n\u2026"),
    ):
        add(name, text)
    for n in (49, 50, 51):
        add(f"words_{n}", spread(["the", "of"], words(n - 2)))
    for n in (99_999, 100_000, 100_001):
        add(f"words_{n}", "to ", times=n)
    for name, parts in (
        ("2.5", [(25, 2), (25, 3)]), ("3", [(50, 3)]), ("3.5", [(25, 3), (25, 4)]),
        ("9.5", [(25, 9), (25, 10)]), ("10", [(50, 10)]), ("10.5", [(25, 10), (25, 11)]),
    ):
        add(f"median_{name}", " ".join(w for n, length in parts for w in words(n, length)))
    for n in (9, 10, 11):
        add(f"symbols_{n}", spread([w + draw.of("#\u2026") for w in words(n)], words(100 - n, 6)))
    for n in (79, 80, 81):
        add(f"letters_{n}", spread(words(n), [str(10_000 + i) for i in range(100 - n)]))
    for n in (1, 2, 3):
        add(f"required_{n}", spread(["the", "with", "have"][:n], words(57)))
    for n in (8, 9, 10):
        lines = [draw.of("*-") + " " + " ".join(words(6)) for _ in range(n)] + [" ".join(words(6)) for _ in range(10 - n)]
        add(f"bullets_{n}", "\n".join(lines))
    for n in (2, 3, 4):
        lines = [" ".join(words(6)) + "\u2026" for _ in range(n)] + [" ".join(words(6)) for _ in range(10 - n)]
        add(f"ellipses_{n}", "\n".join(lines))
        add(f"same_lines_{n}", "\n".join(["same"] * n + [" ".join(words(6)) for _ in range(10 - n)]))
        paragraphs = ["same"] * (n + 1) + [" ".join(words(6)) for _ in range(9 - n)]
        add(f"same_paragraphs_{n}", "\n\n".join(paragraphs))
    for n in (49, 50, 51):  # 10 characters of n in repeated lines; 10 of n + 3 in later paragraphs
        seen = set()
        rest = draw.words(1, n - 40, seen) + draw.words(6, 5, seen)
        add(f"line_characters_{n}", "\n".join(["abcde", "abcde"] + rest))
        tail = "x" * (n - 24)
        add(f"paragraph_characters_{n}", "\n\n".join(["abcdefghij", "abcdefghij", tail]))
    for n, length in ((2, 5), (3, 3), (4, 2)):  # an n-gram twice: 20, 18, 16 characters of 99, 100, 101
        for total in (99, 100, 101):
            seen = set()
            gram = draw.words(n, length, seen)
            left = total - 2 * n * length
            rest = draw.words(8, left // 9, seen) + draw.words(1, left - 8 * (left // 9), seen)
            add(f"top_{n}grams_{total}", " ".join(gram + rest[:1] + gram + rest[1:]))
    for n in range(5, 11):  # a block twice makes 2 * once repeated n-grams among 199, 200, 201
        once = {5: 15, 6: 14, 7: 13, 8: 12, 9: 11, 10: 10}[n]
        for total in (199, 200, 201):
            seen = set()
            block = draw.words(n + once - 1, 4, seen)
            rest = draw.words(total + n - 1 - 2 * len(block), 4, seen)
            add(f"same_{n}grams_{total}", " ".join(block + rest[:40] + block + rest[40:]))
    for tag, sentence in SENTENCES.items():
        add(f"language_{tag}", sentence)
    for i in range(5):
        add(f"prose_{i}", "\n\n".join(" ".join(draw.sentence(12) for _ in range(4)) for _ in range(3)))
    tokens = ["a", "b", "the", "to", "#x", "\u2026", "\U0001f600", "*", "-", "12", " ", "\n", "\n\n\n", "\x1c", "\u00a0", "\r\n"]
    for i in range(8):
        add(f"soup_{i}", "".join(draw.of(tokens) + draw.of(["", " "]) for _ in range(20 + 15 * i)))
    return rows


def languages():
    draw = Draw(2)
    rows = []
    add = lambda name, text, **more: rows.append(dict(id=name, text=text, **more))
    for tag, sentence in SENTENCES.items():
        add(f"sentence_{tag}", sentence)
        add(f"head_{tag}", sentence[:24])
    tags = list(SENTENCES)
    for i in range(0, len(tags), 3):
        add(f"mixed_{i}", " ".join(SENTENCES[tag] for tag in tags[i : i + 3]))
    for length in (0, 1, 19, 20, 21):
        add(f"letters_{length}", ("abcdefghijklmnopqrstuvwxyz")[:length])
    add("digits", "2026 12 31 " * 20)
    add("table", "| one | 1 |\n| two | 22 |\n| three | 333 |\n" * 6)
    add("code", "for (int i = 0; i < n; i++) { sum += values[i] * weights[i]; } return sum / n;\n" * 4)
    add("marks", "It's -- well... the boy's (old) mill; isn't it?! Yes: it's the mill & the river.")
    add("emoji", "\U0001f600 the \U0001f600\U0001f600 mill \U0001f468\u200d\U0001f469\u200d\U0001f467 by the river has been empty")
    add("bold", "".join(chr(0x1D400 + i % 52) for i in range(80)))
    add("capitals", SENTENCES["en"].upper())
    add("decomposed", "A\u030a r\u00e4tt so\u0308t o\u0308l pa\u030a a\u030ang fo\u0308r oss alla ha\u0308r hemma")
    for n in (5, 6, 7):
        add(f"long_{n}", SENTENCES["en"] + " ", times=n)
    add("menu", "menu home " * 40 + SENTENCES["de"] * 8 + " footer" * 40)
    for i in range(3):
        add(f"prose_{i}", " ".join(draw.sentence(11) for _ in range(6)))
    return rows


def signatures():
    draw = Draw(3)
    rows = []
    add = lambda name, text: rows.append(dict(id=name, text=text))
    for name, text in (
        ("empty", ""), ("blank", " \n\t "), ("four_words", "one two three four"), ("five_words", "one two three four five"),
        ("six_words", "one two three four five six"), ("marks_only", "... --- !!! ???"),
        ("one_letter", "a " * 40), ("long_word", "w" * 5000 + " one two three four five"),
        ("contractions", "I'm sure they'd've said it isn't so; don't can't won't we'll you're gonna gotta cannot y'all"),
        ("bare_contractions", "im sure they dont cant wont well shell hell its were id ill whos thats ain arent couldve"),
        ("numbers", "1 22 3.5 4,000 5.6.7 \u0663\u066b\u0665 1e5 0x1F 12:30 2026-12-01 \u00bd x1y2 100 200 300"),
        ("units", "10km 5kg 3cm 7mb 12gb 20 km 3m\u00b2 5ft 6in 7lb 8oz 9t 10g 11ha 12kmh and more units here"),
        ("money", "\u00a35 \u20ac10 $20 30\u20ac 40\u00a3 \u00a5500 \u20b9600 70 \u20ac80.50 and so on it goes"),
        ("quotes", "\u201cquoted\u201d \u2018single\u2019 \u00abguillemets\u00bb \u300ccorner\u300d \u300edouble\u300f words and \u201alow\u2018 \u201elow\u201c"),
        ("dashes", "word\u2014word \u2013 word -- word-word word\u2011word word_word word/word word\\word"),
        ("symbols", "a \u00a9 b\u00ae c\u2122 \u2605star star\u2605star \u00b0c 20\u00b0 \u2192 arrow\u2192arrow \u2713done \u00a7 5 \u00a75"),
        ("accents", "\u00c9t\u00e9 na\u00efve fa\u00e7ade \u00dcber Stra\u00dfe \u0130stanbul \u0131\u015f\u0131k A\u030angstro\u0308m \u01c4 \ufb01ne \u1e9e"),
        ("sigma", "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u03a3\u03a3 \u03a3 \u0391\u03a3. \u0391\u03a3\u0391 \u0391'\u03a3 \u03bf \u03c3\u03bf\u03c6\u03cc\u03c2"),
        ("emoji", "\U0001f600 one \U0001f600\U0001f600 two x\U0001f600y \U0001f468\u200d\U0001f469\u200d\U0001f467 three \u2764\ufe0f four five"),
        ("bold", "\U0001d400\U0001d401 \U0001d7ce\U0001d7cf \U00010400\U00010401 \U0001e900 one two three four"),
        ("spaces", "one\u00a0two\u2003three\u3000four\u2028five\u0085six\x1cseven\u200beight\ufeffnine ten"),
        ("controls", "one\x00two\x07three\x7ffour\x9ffive\tsix\nseven\r\neight nine ten"),
        ("full_width", "\uff21\uff22\uff23\uff01 \uff11\uff12\uff13 \uff08word\uff09 \uff0c\u3001\u3002 one two three four five"),
        ("address", "Write to someone@example.org or see https://example.org/a/b?c=d#e and www.example.org today"),
        ("arabic_marks", "\u0643\u0644\u0645\u0629\u060c \u0643\u0644\u0645\u0629\u061b \u0643\u0644\u0645\u0629\u061f \u0661\u0662\u0663 \u0643\u0645 \u06f1\u06f2 \u0643\u064e\u0644\u0650\u0645\u064e\u0629"),
        ("abbreviations", "Mr. Smith vs. Dr. Jones, e.g. at 5 p.m. in the U.S.A., i.e. not Inc. or Ltd. :-) ;) :D"),
    ):
        add(name, text)
    for tag, sentence in SENTENCES.items():
        add(f"language_{tag}", sentence)
    for i in range(10):
        add(f"prose_{i}", " ".join(draw.sentence(6 + draw.below(14)) for _ in range(1 + 2 * i)))
    return rows


def clusters():
    draw = Draw(4)
    rows = []
    text = lambda n: [draw.of(JOINTS if i % 4 == 0 else PLAIN) + (str(draw.below(10)) if i % 9 == 0 else "") for i in range(n)]

    def changed(words, changes):
        out = list(words)
        for _ in range(changes):
            out[draw.below(len(out))] = draw.of(LETTERS) + draw.of(PLAIN)
        return out

    add = lambda words: rows.append(dict(id=f"d{len(rows):02d}", text=" ".join(words)))
    for family in range(10):  # copies, and copies with more and more words changed
        base = text(90 + 20 * family)
        for changes in (0, 0, 1, 3, 6, 12)[: 3 + family % 4]:
            add(changed(base, changes))
    chain = text(160)  # each is near the next; the first and the last share little
    for _ in range(6):
        add(chain)
        chain = chain[16:] + text(16)
    for _ in range(2):
        rows.append(dict(id=f"d{len(rows):02d}", text="\u201cToo short,\u201d he said."))
    shout = text(60)
    add(shout)
    rows.append(dict(id=f"d{len(rows):02d}", text=" -- ".join(w.upper() for w in shout) + "!"))
    for _ in range(16):
        add(text(60 + draw.below(100)))
    rows.sort(key=lambda row: draw.random.random())
    return rows


def main():
    for folder, rows in (
        ("filters/src/test/resources/golden/gopher_dolma", gopher()),
        ("filters/src/test/resources/golden/opennlp_language", languages()),
        ("dedup/src/test/resources/golden/datatrove_signatures", signatures()),
        ("dedup/src/test/resources/golden/datatrove_clusters", clusters()),
    ):
        folder = os.path.join(ROOT, folder)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "input.jsonl"), "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
        print(f"{len(rows)} documents in {os.path.relpath(folder, ROOT)}")


if __name__ == "__main__":
    main()
