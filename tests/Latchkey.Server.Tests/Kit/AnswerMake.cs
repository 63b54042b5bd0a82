using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Kit;

/// <summary>How an answer is made: its members, the kinds of their values, and the words that are of a list. Two of one make are right or wrong together.</summary>
internal static class AnswerMake
{
    public static string Of(int status, JsonNode? answer)
    {
        var made = new StringBuilder().Append(status);
        Add(answer, made);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(made.ToString())));
    }

    private static void Add(JsonNode? node, StringBuilder made)
    {
        switch (node)
        {
            case JsonObject members:
                made.Append('{');
                foreach (var (name, value) in members)
                {
                    made.Append(name).Append(':');
                    Add(value, made);
                    made.Append(',');
                }
                made.Append('}');
                break;
            case JsonArray list:
                var kinds = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var item in list)
                {
                    var one = new StringBuilder();
                    Add(item, one);
                    kinds.Add(one.ToString());
                }
                made.Append('[').AppendJoin(';', kinds).Append(']');
                break;
            case null: made.Append('0'); break;
            case JsonValue value: made.Append(Kind(value)); break;
        }
    }

    private static string Kind(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>() is { Length: > 0 and <= 60 } word && word.All(letter => char.IsAsciiLetterUpper(letter) || letter is '_') ? word : "s",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "d" : "i",
        JsonValueKind.True or JsonValueKind.False => "b",
        _ => "?",
    };
}
