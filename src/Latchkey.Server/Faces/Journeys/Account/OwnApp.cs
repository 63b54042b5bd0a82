namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>An app that a person can open from here.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Address">Where it begins.</param>
public sealed record OwnApp(string Label, string Address);
