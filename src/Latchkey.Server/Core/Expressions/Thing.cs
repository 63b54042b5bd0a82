namespace Latchkey.Server.Core.Expressions;

/// <summary>user, appuser, app, access: something that has attributes and is no value itself.</summary>
internal sealed record Thing(string Name);
