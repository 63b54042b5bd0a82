using Latchkey.Server.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Latchkey.Server.Users;

/// <summary>RightButOld: right, and to be hashed again at today's cost.</summary>
public enum PasswordVerdict { Right, RightButOld, Wrong }
