using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Management.Hooks;

/// <summary>Where a hook is and how it is called, as the management API words it. Secrets are taken and never answered. Contract §3.11, channel.</summary>
internal static class HookChannelBody
{
    public static HookChannelProposal Read(JsonObject body)
    {
        var channel = body.Object("channel") ?? throw ApiError.Validation("channel", "channel: The field cannot be left blank");
        var config = channel.Object("config") ?? throw ApiError.Validation("config", "channel.config: The field cannot be left blank");
        var scheme = config.Object("authScheme");
        if (scheme is { Count: 0 }) throw ApiError.Validation("authScheme", "channel.config.authScheme.key: The field cannot be left blank");
        return new()
        {
            Type = channel.Text("type"), Version = channel.Text("version"), Uri = config.Text("uri"), Method = config.Text("method"),
            Headers = [.. (config.Objects("headers", "channel.config.") ?? []).Select(one => new HookHeader(one.Text("key") ?? "", one.Text("value") ?? ""))],
            AuthSchemeType = scheme?.Text("type"), AuthHeader = scheme?.Text("key"), AuthType = config.Text("authType"),
            ClientId = config.Text("clientId"), TokenUrl = config.Text("tokenUrl"), Scope = config.Text("scope"), HookKeyId = config.Text("hookKeyId"),
            Secret = (scheme?.Text("value") ?? config.Text("clientSecret")) is { } secret ? new Secret(secret) : null,
        };
    }

    public static JsonObject Json(HookChannel channel)
    {
        var config = new JsonObject
        {
            ["uri"] = channel.Uri,
            ["method"] = "POST",
            ["headers"] = ApiJson.List(channel.Headers.Select(JsonNode (header) => new JsonObject { ["key"] = header.Key, ["value"] = header.Value })),
        };
        if (channel.AuthHeader is { } name) config["authScheme"] = new JsonObject { ["type"] = "HEADER", ["key"] = name };
        if (channel.OAuth is { } client)
        {
            config["authType"] = client.AuthType;
            config["clientId"] = client.ClientId;
            config["tokenUrl"] = client.TokenUrl;
            if (client.Scope is { } scope) config["scope"] = scope;
            if (client.HookKeyId is { } key) config["hookKeyId"] = key;
        }
        return new() { ["type"] = channel.Type, ["version"] = channel.Version, ["config"] = config };
    }
}
