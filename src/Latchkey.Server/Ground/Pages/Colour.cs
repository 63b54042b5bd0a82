using System.Globalization;

namespace Latchkey.Server.Ground.Pages;

/// <summary>An sRGB colour, and the arithmetic that keeps text on it readable. WCAG 2.2 §1.4.3 and §1.4.11.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>What WCAG AA asks of ordinary text.</summary>
    public const double Readable = 4.5;

    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour White = new(255, 255, 255);

    /// <summary><c>#rgb</c> or <c>#rrggbb</c>. Nothing else is a colour here: the text ends up in a stylesheet.</summary>
    public static Colour? TryParse(string? hex)
    {
        if (hex is not ['#', .. var digits] || digits.Length is not (3 or 6) || !digits.All(char.IsAsciiHexDigit)) return null;
        if (digits.Length == 3) digits = string.Concat(digits.SelectMany(digit => new[] { digit, digit }));
        byte Part(int at) => byte.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Colour(Part(0), Part(2), Part(4));
    }

    public static Colour Parse(string hex) => TryParse(hex) ?? throw new FormatException($"'{hex}' is not a colour: write #rrggbb.");

    public double Luminance
    {
        get
        {
            static double Linear(byte part) => part / 255d is <= 0.04045 and var low ? low / 12.92 : Math.Pow((part / 255d + 0.055) / 1.055, 2.4);
            return 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);
        }
    }

    public double ContrastWith(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>Black or white, whichever reads better on this; one of the two always passes AA.</summary>
    public Colour TextOn => ContrastWith(White) >= Readable ? White : ContrastWith(Black) > ContrastWith(White) ? Black : White;

    /// <summary>This colour, made darker or lighter just as far as it must be to be read on the ground. The hue stays.</summary>
    public Colour ReadableOn(Colour ground)
    {
        var lighter = ground.TextOn == White;
        var (start, end) = (this, lighter ? White : Black);
        if (lighter)
        {
            // As bright as the hue allows first: mixing a dark colour with white would only turn it grey.
            var bright = Brightest;
            for (var step = 0; step <= Steps; step++)
                if (Towards(bright, (double)step / Steps) is var shade && shade.ContrastWith(ground) >= Readable) return shade;
            start = bright;
        }
        for (var step = 0; step < Steps; step++)
            if (start.Towards(end, (double)step / Steps) is var shade && shade.ContrastWith(ground) >= Readable) return shade;
        return end;
    }

    private const int Steps = 100;

    private Colour Brightest => Math.Max(Red, Math.Max(Green, Blue)) is > 0 and var most
        ? new((byte)(Red * 255 / most), (byte)(Green * 255 / most), (byte)(Blue * 255 / most))
        : White;

    public Colour Towards(Colour other, double share)
    {
        byte Mix(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
        return new Colour(Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue));
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
