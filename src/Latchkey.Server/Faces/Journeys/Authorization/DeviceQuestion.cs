namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>What a page asks a device.</summary>
/// <param name="Options">For the device, in JSON. WebAuthn Level 3 §5.1.8, §5.1.9.</param>
/// <param name="Asked">What the form brings back beside the answer.</param>
public sealed record DeviceQuestion(string Options, string Asked);
