using System.Text.Json.Nodes;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Users;

public enum PasswordRule { Length, Lower, Upper, Number, Login, Common, Characters, TooLong }
