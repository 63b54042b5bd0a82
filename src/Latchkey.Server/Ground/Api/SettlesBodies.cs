using System.Text.Json.Nodes;

namespace Latchkey.Server.Ground.Api;

/// <summary>Of a route: brings the words of a body into their documented spelling before its reader sees them.</summary>
internal sealed record SettlesBodies(Func<JsonObject, JsonObject> Settle);
