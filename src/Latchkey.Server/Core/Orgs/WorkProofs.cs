namespace Latchkey.Server.Core.Orgs;

/// <summary>What an org asks of browsers before a sign-up or a recovery.</summary>
internal static class WorkProofs
{
    /// <summary>Nothing.</summary>
    public const string Off = "OFF";
    /// <summary>A small sum; who cannot do it, because script is off, is let through seldom.</summary>
    public const string Preferred = "PREFERRED";
    /// <summary>A small sum, and nobody is let through without.</summary>
    public const string Required = "REQUIRED";

    public static readonly IReadOnlyList<string> All = [Off, Preferred, Required];
}
