const ROMAN: [number, string][] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ");
const TENS = "  twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const FIRST: Record<string, string> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};
const LETTERS: Record<string, string> = {
  upperLetter: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  lowerLetter: "abcdefghijklmnopqrstuvwxyz",
  russianLower: "абвгдежзиклмнопрстуфхцчшщыэюя",
  russianUpper: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
  hebrew2: "אבגדהוזחטיכלמנסעפצקרשת",
  arabicAlpha: "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
  aiueo: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
  ganada: "가나다라마바사아자차카타파하",
};
const CHINESE = "〇一二三四五六七八九";

/** A number as a list shows it; formats that are not known here are shown as digits. */
export function numberWords(value: number, format: string): string {
  const letters = LETTERS[format];
  if (letters !== undefined) return inLetters(value, [...letters]);
  const zeros = /^zeros(\d)$/.exec(format);
  if (zeros !== null) return String(value).padStart(Number(zeros[1]), "0");
  switch (format) {
    case "none":
    case "bullet":
      return "";
    case "lowerRoman":
      return roman(value);
    case "upperRoman":
      return roman(value).toUpperCase();
    case "decimalZero":
      return String(value).padStart(2, "0");
    case "ordinal":
      return `${value}${ending(value)}`;
    case "cardinalText":
      return capital(cardinal(value));
    case "ordinalText":
      return capital(ordinal(value));
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value);
    case "decimalEnclosedParen":
      return `(${value})`;
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return String(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case "numberInDash":
      return `- ${value} -`;
    case "hex":
      return value.toString(16).toUpperCase();
    case "chicago":
      return "*†‡§"[(value - 1) % 4]!.repeat(Math.floor((value - 1) / 4) + 1);
    case "chineseCounting":
    case "chineseCountingThousand":
    case "taiwaneseCountingThousand":
    case "japaneseCounting":
    case "ideographDigital":
    case "japaneseDigitalTenThousand":
      return chinese(value);
    default:
      return String(value);
  }
}

function inLetters(value: number, letters: string[]): string {
  if (value < 1 || value > letters.length * 100) return String(value);
  return letters[(value - 1) % letters.length]!.repeat(Math.floor((value - 1) / letters.length) + 1);
}

function roman(value: number): string {
  if (value < 1 || value > 30_000) return String(value);
  let rest = value, text = "";
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      text += letters;
      rest -= size;
    }
  }
  return text;
}

function ending(value: number): string {
  const [tens, ones] = [value % 100, value % 10];
  if (tens >= 11 && tens <= 13) return "th";
  return ["th", "st", "nd", "rd"][ones] ?? "th";
}

function cardinal(value: number): string {
  if (value < 0 || value > 999) return String(value);
  if (value < 20) return ONES[value]!;
  if (value < 100) return TENS[Math.floor(value / 10)]! + (value % 10 === 0 ? "" : `-${ONES[value % 10]}`);
  const rest = value % 100;
  return `${ONES[Math.floor(value / 100)]} hundred${rest === 0 ? "" : ` ${cardinal(rest)}`}`;
}

function ordinal(value: number): string {
  const words = cardinal(value);
  const last = /[a-z]+$/.exec(words)?.[0];
  if (last === undefined) return `${value}${ending(value)}`;
  const turned = FIRST[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, -last.length) + turned;
}

function chinese(value: number): string {
  if (value < 1 || value > 99) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const front = tens === 0 ? "" : tens === 1 ? "十" : `${CHINESE[tens]}十`;
  return front + (ones === 0 ? "" : CHINESE[ones]);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
