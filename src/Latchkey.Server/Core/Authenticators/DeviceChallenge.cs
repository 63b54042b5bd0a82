using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>What a device is to answer.</summary>
/// <param name="Options">For the device, as browsers and phones take them. WebAuthn Level 3 §5.1.8, §5.1.9.</param>
/// <param name="State">What must be known when the answer comes. Whoever asks keeps it, or seals it before it leaves the server.</param>
internal sealed record DeviceChallenge(JsonObject Options, string State)
{
    /// <summary>For a column.</summary>
    public string Stored => new JsonObject { ["options"] = Options.DeepClone(), ["state"] = State }.ToJsonString();

    public static DeviceChallenge? Of(string? stored) => stored is null ? null
        : JsonNode.Parse(stored)!.AsObject() is var kept ? new(kept["options"]!.DeepClone().AsObject(), kept["state"]!.GetValue<string>()) : null;

    public override string ToString() => "a challenge for a device";
}
