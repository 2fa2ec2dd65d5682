"""Texts for the goldens of tokenizers and models: 50 documents, and text to train small vocabularies on.

All of it is our own: written here, or generated here from a seed by a generator of its own (so that no version of
Python changes it). Used by tokenizer_goldens.py and llama_cpp_goldens.py.
"""

import json
import os

SCRIPTS = {
    "english": "the of and to in a is that it was for on are with as they be at one have this from or had by word but "
    "what some we can out other were all there when up use your how said each she which do their time if will way "
    "about many then them write would like so these her long make thing see him two has look more day could go come "
    "did number sound no most people my over know water than call first who may down side been now find any new work "
    "part take get place made live where after back little only round man year came show every good me give our under "
    "name very through just form sentence great think say help low line differ turn cause much mean before move right "
    "boy old too same tell does set three want air well also play small end put home read hand port large spell add "
    "even land here must big high such follow act why ask men change went light kind off need house picture try us "
    "again animal point mother world near build self earth father string knot sheep river token language model text "
    "don't it's she'll they've",
    "german": "der die und das nicht ist ein eine für über können müssen größer Straße schön Äpfel Öl Übung weiß Fuß "
    "zwischen während Wörter Sprache Geschichte Verständnis Zusammenarbeit",
    "french": "le la les être avoir était où ça déjà français garçon naïve œuvre cœur hôtel élève château l'été "
    "aujourd'hui c'est qu'il n'a d'une",
    "spanish": "el los niño año mañana corazón también está ¿qué? ¡sí! pingüino señor español canción",
    "polish": "że się źródło łódź święto ćma książka dziękuję gęś żółw",
    "turkish": "için değil ışık İstanbul çocuk ağaç güneş öğretmen şehir",
    "vietnamese": "tiếng Việt người được không những nước trường học đường một",
    "russian": "и в не на что он быть с как это весь мир человек слово язык большой дерево вода время ёлка подъезд",
    "greek": "και το να είναι άνθρωπος λόγος κόσμος ήλιος θάλασσα γλώσσα",
    "arabic": "في من على هذا كتاب لغة كلمة مدينة العالم السلام قراءة",
    "hebrew": "של על זה ספר שלום עולם מילה שפה",
    "hindi": "है में की और यह भाषा शब्द दुनिया नमस्ते पुस्तक",
    "thai": "ภาษา ไทย คำ โลก หนังสือ สวัสดี น้ำ",
    "chinese": "的 是 不 我 在 有 人 这 中国 语言 世界 书 水 时间 你好 模型",
    "japanese": "の に は を た が で と し て 日本語 ことば セカイ モデル 時間 水",
    "korean": "이 그 저 것 말 언어 세계 사람 시간 물 안녕하세요 모델",
}

CODE = (
    "def {a}({b}, {c}=0):\n    \"\"\"Return {a}.\"\"\"\n    for i in range({n}):\n        {b} += {c}\n    return {b}\n",
    "public int {a}(String {b}) {{\n\tif ({b} == null) {{\n\t\treturn {n};\n\t}}\n\treturn {b}.length();\n}}\n",
    "<p class=\"{a}\"><a href=\"/{b}/{c}.html\">{b} {c}</a></p>\n",
    "{{\"{a}\": {n}, \"{b}\": [\"{c}\", null, true]}}\n",
    "SELECT {a}, {b} FROM {c} WHERE {a} >= {n};\n",
    "\\frac{{\\alpha_{{{a}}}}}{{{n}}} = \\sum_{{i=1}}^{{n}} {b}_i\n",
)


class Generator:
    """Knuth's 64-bit congruential generator, its high bits."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def choice(self, values):
        return values[self.below(len(values))]


def sentence(random, words):
    """Words of the front of the list are more frequent, as in a language."""
    count = 4 + random.below(12)
    chosen = [words[random.below(1 + random.below(len(words)))] for _ in range(count)]
    if random.below(4) == 0:
        chosen[random.below(count)] = str(random.below(10 ** (1 + random.below(6))))
    if random.below(4) == 0:
        chosen[random.below(count - 1)] += ","
    text = " ".join(chosen)
    return text[0].upper() + text[1:] + random.choice(".....?!")


def training_lines():
    """About 200 kB: two thirds English, the rest other languages, code and numbers."""
    random = Generator(20230227)
    english = SCRIPTS["english"].split()
    others = [words.split() for name, words in SCRIPTS.items() if name != "english"]
    lines = []
    for number in range(1500):
        lines.append(" ".join(sentence(random, english) for _ in range(1 + random.below(4))))
        if number % 5 == 0:
            lines.append(sentence(random, random.choice(others)))
        name = lambda: random.choice(english)
        if number % 12 == 0:
            code = random.choice(CODE).format(a=name(), b=name(), c=name(), n=random.below(1000))
            lines.extend(line for line in code.split("\n") if line)
        if number % 4 == 0:
            lines.append(" " * (1 + random.below(16)) + name() + " " * (1 + random.below(6)) + name())
    return lines


def de_bruijn(alphabet, length):
    """A text in which every word of that length over the alphabet occurs once (Fredricksen, Kessler, Maiorana)."""
    sequence, word = [], [0] * (len(alphabet) * length)

    def extend(t, period):
        if t > length:
            if length % period == 0:
                sequence.extend(word[1 : period + 1])
            return
        word[t] = word[t - period]
        extend(t + 1, period)
        for letter in range(word[t - period] + 1, len(alphabet)):
            word[t] = letter
            extend(t + 1, t)

    extend(1, 1)
    return "".join(alphabet[i] for i in sequence) + "".join(alphabet[i] for i in sequence[: length - 1])


def random_text(seed, alphabet, count):
    random = Generator(seed)
    return "".join(random.choice(alphabet) for _ in range(count))


def prose(seed, name, sentences):
    random = Generator(seed)
    words = SCRIPTS[name].split()
    return " ".join(sentence(random, words) for _ in range(sentences))


FAMILY = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
SPACES = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000"


def documents():
    """Fifty pairs of a name and a text."""
    every = [
        ("empty", ""),
        ("space", " "),
        ("newline", "\n"),
        ("letter", "a"),
        ("nul", "\x00"),
        ("english", "The shepherd's daughter tied one more knot: \u201cthirty-two,\u201d she said, and the string went "
         "on. Nobody had asked her to count the sheep; she'd simply begun, the way one begins to hum.\n\nIt was the "
         "third of May, 1532. \"We'll see,\" answered her father. 'Tis not he who'd've argued; they're all alike."),
        ("english words", prose(1, "english", 6)),
        ("words of many languages", " ".join(prose(2, name, 1) for name in SCRIPTS if name != "english")),
        ("latin letters", "Größere Straßen führen über Köln. L'œuvre naïve du garçon, déjà vue. El pingüino bebió "
         "café. Zażółć gęślą jaźń. Pijamalı hasta yağız şoföre çabucak güvendi. Příliš žluťoučký kůň. "
         "Tiếng Việt có dấu: Đường đến trường."),
        ("combining marks", "Cafe\u0301 na\u0131\u0308ve A\u030angstro\u0308m n\u0303 \u0301a \u0301 e\u0301\u0323 "
         "x\u0335\u0336y Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0320l\u034ego\u0321"),
        ("russian and greek", "Съешь же ещё этих мягких французских булок, да выпей чаю. Ξεσκεπάζω την ψυχοφθόρα "
         "βδελυγμία. ΟΔΟΣ, ΣΊΣΥΦΟΣ. Ђорђе и Ћира."),
        ("arabic and hebrew", "اللُّغَةُ العَرَبِيَّة \u200fجميلة\u200e، والقراءة ٢٠٢٤ مفيدة؟ ספר בְּרֵאשִׁית "
         "\u202bשלום\u202c עולם. فارسی: می\u200cخواهم"),
        ("indic", "नमस्ते दुनिया, क्षत्रिय १२३। தமிழ் மொழி. বাংলা ভাষা ৪৫৬। తెలుగు ಕನ್ನಡ മലയാളം\u200d සිංහල"),
        ("thai khmer tibetan", "ภาษาไทยไม่มีช่องว่างระหว่างคำ น้ำ ๑๒๓ ພາສາລາວ ភាសាខ្មែរ བོད་སྐད་ မြန်မာဘာသာ"),
        ("chinese and japanese", "语言模型需要很多文字。「日本語」のテキスト、カタカナとひらがな。ｶﾞｷﾞ 漢字々〆ヶ 𠮷野家 ２０２４年"),
        ("korean", "한국어 문장입니다. 가나다 \u1112\u1161\u11ab\u1100\u1173\u11af ㄱㄴㄷ 안녕하세요!"),
        ("ethiopic georgian armenian cherokee", "ሰላም ዓለም ፩፪ ქართული ᲥᲐᲠᲗᲣᲚᲘ Հայերեն ᏣᎳᎩ ꮳꮃꭹ ᐃᓄᒃᑎᑐᑦ ⵜⵉⴼⵉⵏⴰⵖ"),
        ("emoji", "\U0001F600 " + FAMILY + " \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7 1\ufe0f\u20e3 "
         "\u2764\ufe0f\u200d\U0001F525 \u2764 \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F "
         "a\U0001F600b \U0001F600\U0001F600\n" + FAMILY + FAMILY),
        ("digits", "1 12 123 1234 12345 123456 1234567 1,234,567.89 -3.14e-10 0x1F 2024-02-29T23:59:60Z 007 "
         "a1b22c333d4444 1st 2nd 50% $9.99 " + "9" * 40),
        ("other numbers", "٠١٢٣٤٥٦٧٨٩ ०१२३ ๑๒๓๔ ¼½¾ x²+y³ Ⅳ Ⅻ ⅷ ①②③ ㊿ 〇一二三 ２０２４ \U0001D7CE\U0001D7CF\U0001D7D0 "
         "1٢३④"),
        ("white space runs", "a  b   c    d     e      f        g                h\n  i\n    j\n        k\n\t\tl\t m \tn"
         + " " * 30 + "o" + " " * 100 + "p"),
        ("every white space", "".join(f"x{s}y{s}{s}z{s}{s}{s}1{s}!" for s in SPACES)),
        ("white space before line ends", "a \nb  \n c\t\n\td \n \n  \ne\n\n\nf \r\n g\r\n\r\n\r\nh\r\ri\n\r\n\rj \n\n k"),
        ("ends in spaces", "the end   "),
        ("ends in line ends", "the end. \n\n \r\n"),
        ("ends in a no-break space", "the end \xa0"),
        ("begins with spaces", "   the beginning"),
        ("only spaces", " " * 37),
        ("only line ends", "\n" * 9 + "\r\n" * 7),
        ("crlf", "first line\r\nsecond line;\r\n\r\n  indented\r\n\ttab\r\nlast"),
        ("controls", "a\x00b\x00\x00c \x00 \x01\x02\x07\x08\x1b[31mred\x1b[0m \x1c\x1d\x1e\x1f \x7f \x80\x9f \xad"),
        ("invisible", "\ufeffbyte order mark\ufeff zero\u200bwidth word\u2060joiner \u200e\u200f\u2066isolate\u2069 "
         "\u180e mongolian \u115f filler \u3164"),
        ("lone surrogates", "a\ud800b \udc00 \udfff\ud83d x\ud83d\ud83d\ude00 \ude00\ud83d"),
        ("noncharacters", "\ufffe\uffff \ufdd0 \U0001FFFF \U0010FFFF \ue000\uf8ff \U000F0000 \ufffd\ufffd \U0003134F"),
        ("long word", "a" * 1000 + "b" * 30 + "Aa" * 200 + " " + "ab" * 150),
        ("long words of other kinds", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft "
         + "=" * 120 + "-" * 63 + "ж" * 90 + "语" * 60 + "\U0001F600" * 20 + "\u0301" * 40),
        ("special tokens", "<|endoftext|> <|endoftext|><|fim_prefix|>x<|fim_middle|>y<|fim_suffix|> <|endofprompt|> <s> "
         "</s> <unk> <pad> <0x0A> <0x41> [INST] <<SYS>> <|im_start|>user\n<|im_end|> \u2581 \u2581\u2581a a\u2581b "
         "<s>a</s> Ġhello Ċ"),
        ("contractions", "I'm you're he's she'd we'll they've can't o'clock 'tis 'Twas I'M YOU'RE HE'S WE'LL They'Ve "
         "it'\u017f it'\u017fs '\u017f 's'd't'm'll're've 'l 'r 'v 'L ''s 'S's a'sb a'llb '' ' 'x 's\u0301 don\u2019t "
         "1's 2'LL x'rE 'vE'Re"),
        ("punctuation", "Wait... what?! (Yes) [no] {maybe} --- *** ### @user #tag & && || != <= => ::; ,,, \"'\"' "
         "\u2018\u2019\u201c\u201d\u2013\u2014\u2026 \xa1\xbf \xab\xbb \u3002\uff01 end.\n\"Next\".\n\n--\n ...\n$$\r\n!!\r\r?\t\n"),
        ("symbols", "\u2200x\u2208\u211d: x\xb2\u22650 \u222b\u2080^\u221e e^{-x}dx \u2248 \xb1\xf7\xd7 \u2190\u2192 "
         "\u20ac\xa3\xa5\u20bf \xa9\xae\u2122 \u2580\u2588 \u266a\u2660 \U0001D49C\U0001D51E \xaa\xba \u02b0\u02c7\u02c8 "
         "\u01c5\u01c8 \u24b6\u24d0 \u2160"),
        ("newer letters", "\u1c89\u1c8a \ua7cb\ua7cc\ua7da \U00010d40\U00010d41\U00010d50 \U00016d70\U00016d71 \U0001e5d0"
         "\U0001e5f1 \U00011bf0 \U0001e4d0\U0001e4f0 \U00010570 \U0001df00 \U00011f50 \u0870 \U0001fae8 \U0001fae9"),
        ("python", "#!/usr/bin/env python3\nimport re\n\n\nclass Knot:\n    \"\"\"One knot.\"\"\"\n\n    def __init__(self, "
         "n: int = 0) -> None:\n        self.n = n  # count\n\n    def tie(self):\n        return [f\"{i:03d}\" for i in "
         "range(self.n) if i % 2 == 0 and not i == 10_000]\n\n\nif __name__ == \"__main__\":\n    print(Knot(12).tie())\n"),
        ("java", "package a.b;\r\n\r\n/** A knot. */\r\npublic final class Knot<T extends Comparable<? super T>> {\r\n"
         "\tprivate static final long MAX_VALUE = 0x7fff_ffffL;\r\n\r\n\t@Override public boolean equals(Object o) {\r\n"
         "\t\treturn o instanceof Knot && ((Knot<?>) o).n == n; // ok\r\n\t}\r\n}\r\n"),
        ("markup", "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A &amp; B</title></head>\n<body><p class='x'>1 &lt; 2"
         "<br/></p></body></html>\n# Title\n\n- [link](https://example.org/a_b?c=1&d=%20#e)\n- **bold** `code`\n\n| a | b "
         "|\n|---|--:|\n| 1 | 2 |\n\\section{Knots} $\\frac{1}{2}$ \\cite{ana2019}"),
        ("data", "{\"id\":17,\"xs\":[1,2.5,-3e8,null,true],\"s\":\"a\\n\\u00e9\\\\\"}\nname,age,city\n\"Doe, J\",42,\"Ulm\"\n"
         "key: value\n  - item\n192.168.0.1 00:1A:2B:3C:4D:5E SGVsbG8sIHdvcmxkIQ== "
         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b C:\\Users\\ana\\x.txt ana@example.org"),
        ("case", "camelCase PascalCase snake_case SCREAMING_SNAKE kebab-case HTTPServer iPhone5s eBay İıſK\u212a "
         "ﬁﬂ ß ẞ STRASSE ΆΈΉ ǆǅǄ"),
        ("mixed scripts", "abcабвαβγאבגابتकखกขあア漢한1٢३a.б,γ!漢?한 x语y语z aé漢😀b"),
        ("random characters", random_text(7, "abzABZ 019 .,'\n\r\té\u0301漢😀\xa0ж\u2028_sSlLvVrReEdDmMtT", 700)),
        ("random pieces", random_text(8, [" ", "  ", "\n", "the", "ing", "'s", "1", "23", "é", "漢字", "...", "\r\n", "\t",
         "<s>", "▁", "e\u0301", "😀", "for (", ");", "_", "语"], 300)),
        ("every triple of classes", de_bruijn(["a", "B", "1", " ", "\n", "\r", "\t", "'", "s", ".", "\xa0", "\u0301"], 3)),
    ]
    assert len(dict(every)) == 50
    return every


def replaced(text):
    """The text with lone surrogates as U+FFFD, which is what every encoder sees."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def write_input(folder):
    os.makedirs(folder, exist_ok=True)
    write_lines(folder, "input.jsonl", ({"id": name, "text": text} for name, text in documents()))


def write_lines(folder, name, rows):
    with open(os.path.join(folder, name), "w", encoding="ascii", newline="\n") as out:
        out.writelines(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


if __name__ == "__main__":
    print(f"{len(documents())} documents, {sum(len(replaced(t).encode()) for _, t in documents())} bytes; "
          f"{sum(len(line.encode()) + 1 for line in training_lines())} bytes to train on")
