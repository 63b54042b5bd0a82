namespace Latchkey.Testing;

/// <summary>Someone who can sign in.</summary>
/// <param name="Login">What they type first.</param>
/// <param name="Password">And then.</param>
/// <param name="Id">Their user id, when it is known.</param>
public sealed record TestPerson(string Login, string Password, string? Id);
