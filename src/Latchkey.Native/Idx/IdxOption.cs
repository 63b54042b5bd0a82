using System.Text.Json.Nodes;

namespace Latchkey.Native;

/// <summary>One of several things a field can be, such as an authenticator: for <see cref="IdxSignIn.ChooseAsync"/>.</summary>
public sealed class IdxOption
{
    private readonly JsonNode value;

    internal IdxOption(string label, JsonNode value, IdxAuthenticator? authenticator) => (Label, this.value, Authenticator) = (label, value, authenticator);

    /// <summary>Its name, for a person.</summary>
    public string Label { get; }

    /// <summary>The authenticator it means, where it means one.</summary>
    public IdxAuthenticator? Authenticator { get; }

    internal IdxRemediation? Remediation { get; set; }

    internal string Field { get; set; } = "";

    internal JsonNode Value => value.DeepClone();

    /// <summary>The name.</summary>
    public override string ToString() => Label;
}
