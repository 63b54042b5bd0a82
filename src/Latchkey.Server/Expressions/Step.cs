using Latchkey.Server.Apps;
using Latchkey.Server.Groups;
using Latchkey.Server.Users;

namespace Latchkey.Server.Expressions;

/// <summary>A piece of an expression, ready to be computed.</summary>
internal delegate object? Step(ClaimSubject subject);
