using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Protocol;
using Latchkey.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A client of the suite: how it is known, and how it says who it is.</summary>
internal sealed record SuiteClient(string Id, string? Secret, string Method, string Redirect)
{
    /// <summary>For private_key_jwt.</summary>
    public AppKey? Key { get; init; }

    /// <summary>What the provider answered when it registered itself.</summary>
    public TestAnswer? Registered { get; init; }

    public override string ToString() => $"{Id} by {Method}";
}
