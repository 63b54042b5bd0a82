namespace Latchkey.Server.Faces.Console.Branding.Hosts;

/// <summary>An address of an org's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name.</param>
/// <param name="Verified">It is in use.</param>
/// <param name="RecordName">Where its DNS says whose it is.</param>
/// <param name="RecordText">What it says there.</param>
public sealed record ShownDomain(string Id, string Name, bool Verified, string RecordName, string RecordText);
