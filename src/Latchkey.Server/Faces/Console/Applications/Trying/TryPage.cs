using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Trying;

/// <summary>A sign-in to an app, one real step after the other.</summary>
public sealed record TryPage : ConsolePage<TryView>
{
    public required App App { get; init; }
    /// <summary>What is asked: issuer, redirect URI, scopes; and what the app would remember until the answer: state and verifier.</summary>
    public required FormState Form { get; init; }
    /// <summary>By issuer: the servers of the org.</summary>
    public required IReadOnlyList<(string Issuer, string Name)> Servers { get; init; }
    /// <summary>The request, to be opened in the browser.</summary>
    public required string Request { get; init; }
    /// <summary>The answer, parameter by parameter; empty: it was not brought yet.</summary>
    public IReadOnlyList<(string Name, string Value)> Answer { get; init; } = [];
    /// <summary>Of the answer; null: there is none, or it is not good for anything.</summary>
    public string? Code { get; init; }
    /// <summary>What the tokens say; empty: they were not brought yet.</summary>
    public IReadOnlyList<(string Name, string Text)> Tokens { get; init; } = [];

    public override string ToString() => "(a trial)";
}
