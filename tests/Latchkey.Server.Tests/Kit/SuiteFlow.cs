using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Protocol;
using Latchkey.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What one authorization request led to, all of it checked.</summary>
internal sealed record SuiteFlow(string Code, TestAnswer Tokens, JsonObject IdToken, JsonObject UserInfo)
{
    public override string ToString() => "a flow of " + IdToken["sub"];
}
