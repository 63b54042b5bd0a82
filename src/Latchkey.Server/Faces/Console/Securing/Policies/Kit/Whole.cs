using System.Globalization;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>A whole number in a field.</summary>
internal static class Whole
{
    public static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="RuleException">It is none.</exception>
    public static int Read(FormState typed, string field) =>
        int.TryParse(typed.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new RuleException(field, "must be a whole number");
}
