namespace Latchkey.Server.Core.Clients;

/// <summary>Where apps are told to go.</summary>
internal static class ClientPaths
{
    /// <summary>Dynamic client registration, of all authorization servers of an org. Contract §1.3.</summary>
    public const string Registration = "/oauth2/v1/clients";
}
