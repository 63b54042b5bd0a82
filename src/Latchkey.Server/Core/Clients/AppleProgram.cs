namespace Latchkey.Server.Core.Clients;

/// <summary>A program on iOS or macOS.</summary>
/// <param name="TeamId">Whose it is.</param>
/// <param name="BundleId">Its own name.</param>
public sealed record AppleProgram(string TeamId, string BundleId)
{
    public string AppId => $"{TeamId}.{BundleId}";
}
