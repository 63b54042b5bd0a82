using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What a test posts to make hooks.</summary>
internal static class HookBodies
{
    public const string TokenType = "com.okta.oauth2.tokens.transform";

    public static JsonObject Inline(string name, string uri, string type = TokenType, string? secret = null)
    {
        var config = new JsonObject { ["uri"] = uri, ["method"] = "POST", ["headers"] = new JsonArray(new JsonObject { ["key"] = "X-Color", ["value"] = "green" }) };
        if (secret is not null) config["authScheme"] = new JsonObject { ["type"] = "HEADER", ["key"] = "Authorization", ["value"] = secret };
        return new() { ["name"] = name, ["type"] = type, ["version"] = "1.0.0", ["channel"] = new JsonObject { ["type"] = "HTTP", ["version"] = "1.0.0", ["config"] = config } };
    }

    /// <summary>One that is called with an access token.</summary>
    public static JsonObject InlineByToken(string name, string uri, string tokenUrl, string? clientSecret, string? hookKeyId)
    {
        var config = new JsonObject { ["uri"] = uri, ["authType"] = hookKeyId is null ? "client_secret_post" : "private_key_jwt", ["clientId"] = "latchkey", ["tokenUrl"] = tokenUrl, ["scope"] = "hooks" };
        if (clientSecret is not null) config["clientSecret"] = clientSecret;
        if (hookKeyId is not null) config["hookKeyId"] = hookKeyId;
        return new() { ["name"] = name, ["type"] = TokenType, ["version"] = "1.0.0", ["channel"] = new JsonObject { ["type"] = "OAUTH", ["version"] = "1.0.0", ["config"] = config } };
    }

    public static JsonObject Event(string name, string uri, string? secret = null, params string[] types)
    {
        var body = Inline(name, uri, secret: secret);
        body.Remove("type");
        body.Remove("version");
        body["events"] = new JsonObject { ["type"] = "EVENT_TYPE", ["items"] = new JsonArray([.. (types.Length == 0 ? ["group.lifecycle.create"] : types).Select(type => JsonValue.Create(type))]) };
        return body;
    }

    /// <summary>Answers a challenge as it should, and takes everything else.</summary>
    public static Task Verifies(HookReceiver.Call call, HttpContext http) => call.Headers.TryGetValue("x-okta-verification-challenge", out var challenge)
        ? HookReceiver.Write(http, new JsonObject { ["verification"] = challenge }.ToJsonString()) : HookReceiver.Write(http, "{}");

    /// <summary>A collector of the log.</summary>
    public static JsonObject LogStream(string name, string url, string? token = "7a4c1f2e-0000-4000-8000-000000000001")
    {
        var settings = new JsonObject { ["host"] = new Uri(url).Authority, ["edition"] = "aws" };
        if (token is not null) settings["token"] = token;
        return new() { ["type"] = "splunk_cloud_logstreaming", ["name"] = name, ["settings"] = settings };
    }
}
