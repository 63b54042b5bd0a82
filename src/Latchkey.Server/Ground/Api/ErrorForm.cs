using System.Text.Json.Nodes;

namespace Latchkey.Server.Ground.Api;

/// <summary>Of a route whose callers read their refusals in a form of their own.</summary>
/// <param name="Type">Of the body.</param>
/// <param name="Body">What it says.</param>
internal sealed record ErrorForm(string Type, Func<ApiError, JsonObject> Body);
