using Latchkey.Server.Apps;
using Latchkey.Server.Groups;
using Latchkey.Server.Users;

namespace Latchkey.Server.Expressions;

/// <summary>user, appuser, app, access: something that has attributes and is no value itself.</summary>
internal sealed record Thing(string Name);
