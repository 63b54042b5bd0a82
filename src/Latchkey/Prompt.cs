namespace Latchkey.Cli;

/// <summary>
/// Asks the person. Answers are lines of standard input, so a script can pipe them; a secret typed at a terminal is not shown.
/// </summary>
public sealed class Prompt(TextWriter output, bool batch)
{
    /// <summary>Ctrl+D, which a terminal read sign by sign hands on as it is.</summary>
    private const char EndOfInput = '\u0004';

    /// <summary>Repeats until there is an answer.</summary>
    public string Text(string message, string? option = null)
    {
        while (true)
        {
            var answer = Line($"{message}: ", message, option) ?? throw NobodyAnswers(message, option);
            if (answer.Trim() is { Length: > 0 } text) return text;
        }
    }

    /// <summary>An empty line, or the end of the input, takes what stands in brackets.</summary>
    public string TextOr(string fallback, string message, string? option = null) =>
        Line($"{message} [{fallback}]: ", message, option)?.Trim() is { Length: > 0 } text ? text : fallback;

    public string Secret(string message, string? option = null)
    {
        while (true)
        {
            var answer = Console.IsInputRedirected ? Line($"{message}: ", message, option) : Hidden(message, option);
            if (answer is null) throw NobodyAnswers(message, option);
            if (answer.Trim() is { Length: > 0 } text) return text;
        }
    }

    /// <summary>Yes or no. Silence is never a yes: at the end of the input nobody has answered.</summary>
    public bool Confirm(string message, bool fallback, string? option = null)
    {
        while (true)
        {
            var answer = Line($"{message} {(fallback ? "[Y/n]" : "[y/N]")}", message, option) ?? throw NobodyAnswers(message, option);
            switch (answer.Trim().ToLowerInvariant())
            {
                case "": return fallback;
                case "y" or "yes": return true;
                case "n" or "no": return false;
                default: TryAgain(); break;
            }
        }
    }

    /// <summary>A menu; answered by number, or by nothing for the default.</summary>
    public T Choose<T>(string message, IReadOnlyList<(string Name, T Value)> choices, int fallback, string? option = null)
    {
        while (true)
        {
            var menu = choices.Select((choice, index) => $"> {index + 1}: {choice.Name}\n");
            var answer = Line($"{message}\n{string.Concat(menu)}Enter your choice [{choices[fallback].Name}]: ", message, option)?.Trim();
            if (string.IsNullOrEmpty(answer)) return choices[fallback].Value;
            if (int.TryParse(answer, out var number) && number >= 1 && number <= choices.Count) return choices[number - 1].Value;
            TryAgain();
        }
    }

    private string? Line(string text, string message, string? option)
    {
        RefuseInBatch(message, option);
        output.Write(Terminal.Printable(text));
        output.Flush();
        return Console.In.ReadLine();
    }

    private string? Hidden(string message, string? option)
    {
        RefuseInBatch(message, option);
        output.Write($"{message}: ");
        output.Flush();
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.KeyChar == EndOfInput && typed.Length == 0)
            {
                output.WriteLine();
                return null;
            }
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        output.WriteLine();
        return typed.ToString();
    }

    private void RefuseInBatch(string message, string? option)
    {
        if (batch) throw new CommandException($"Interactive mode is disable, failed to prompt for response: {message}{Instead(option)}");
    }

    private static CommandException NobodyAnswers(string message, string? option) =>
        new($"The input ended before there was an answer to: {message}{Instead(option)}");

    private static string Instead(string? option) => option is null ? "" : $"\n{option}";

    private static void TryAgain()
    {
        Console.Error.WriteLine();
        Console.Error.WriteLine("Invalid choice, try again");
        Console.Error.WriteLine();
    }
}
