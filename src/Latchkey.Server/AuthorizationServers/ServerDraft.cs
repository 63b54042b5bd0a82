using System.Text.Json;
using Latchkey.Server.Keys;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.AuthorizationServers;

/// <summary>What the management API says of a server itself, checked.</summary>
public sealed record ServerDraft(string Name, string Description, string Audience, string IssuerMode, string SigningAlgorithm, string RotationMode);
