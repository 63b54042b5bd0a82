namespace Latchkey.Server.Core.People;

/// <summary>What is stored of a link: it says which one, and opens nothing.</summary>
internal readonly record struct LinkHash(string Value);
