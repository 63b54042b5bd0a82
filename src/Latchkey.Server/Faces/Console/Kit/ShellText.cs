namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>A text as a POSIX shell reads it back, whatever is in it.</summary>
internal static class ShellText
{
    public static string Quoted(string text) => text.Length > 0 && text.All(IsPlain) ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ':' or '/' or '.' or '-' or '_' or '+' or '=' or ',' or '@';
}
