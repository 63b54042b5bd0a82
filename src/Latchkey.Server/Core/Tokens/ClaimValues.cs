using System.Text.Json;

namespace Latchkey.Server.Core.Tokens;

/// <summary>Custom claims with their values, ready to be written. The default is none.</summary>
/// <param name="Values">By name.</param>
/// <param name="Subject">What <c>sub</c> says; null: the ordinary.</param>
internal readonly record struct ClaimValues(IReadOnlyList<KeyValuePair<string, object>>? Values, string? Subject)
{
    public void Write(Utf8JsonWriter json)
    {
        if (Values is null) return;
        foreach (var (name, value) in Values)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case long whole: json.WriteNumberValue(whole); break;
            case double number: json.WriteNumberValue(number); break;
            case object?[] list:
                json.WriteStartArray();
                foreach (var item in list) Write(json, item);
                json.WriteEndArray();
                break;
            default: json.WriteNullValue(); break;
        }
    }
}
