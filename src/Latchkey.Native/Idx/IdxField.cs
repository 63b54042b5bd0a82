using System.Text.Json.Nodes;

namespace Latchkey.Native;

/// <summary>What a remediation asks for.</summary>
public sealed class IdxField
{
    internal IdxField(string name, string type, JsonNode? value) => (Name, Type, Fixed) = (name, type, value);

    /// <summary>What it is sent by; a part of another has a dot in its name, such as <c>credentials.passcode</c>.</summary>
    public string Name { get; }

    /// <summary>Its name, for a person; null where the provider gives none.</summary>
    public string? Label { get; internal init; }

    /// <summary><c>string</c>, <c>boolean</c> (sent as <c>true</c> or <c>false</c>) or <c>object</c>, which is chosen among <see cref="Options"/>.</summary>
    public string Type { get; }

    /// <summary>Whether the step is not taken without it.</summary>
    public bool IsRequired { get; internal init; }

    /// <summary>Whether nobody should read it over the person's shoulder.</summary>
    public bool IsSecret { get; internal init; }

    /// <summary>Whether a person fills it in: not the answer of a device, and not what is fixed.</summary>
    public bool IsForPeople { get; internal init; }

    /// <summary>What it holds already: the name that was asked to be offered (<c>login_hint</c>), or what is fixed.</summary>
    public string? Value => Fixed switch
    {
        null => null,
        JsonValue text when text.TryGetValue<string>(out var said) => said,
        _ => Fixed.ToJsonString(),
    };

    /// <summary>What it can be; empty: anything.</summary>
    public IReadOnlyList<IdxOption> Options { get; internal init; } = [];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<IdxMessage> Messages { get; internal init; } = [];

    internal JsonNode? Fixed { get; }

    internal bool IsMutable { get; init; } = true;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
