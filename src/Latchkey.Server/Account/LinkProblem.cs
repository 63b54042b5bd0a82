using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

public enum LinkProblem { Used, Expired, Unknown }
