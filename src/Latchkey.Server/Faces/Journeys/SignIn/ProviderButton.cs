namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>Another provider, where somebody may sign in instead.</summary>
/// <param name="Name">As the org calls it.</param>
/// <param name="Url">What leads there.</param>
public sealed record ProviderButton(string Name, string Url);
