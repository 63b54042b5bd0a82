using Latchkey.Server.Apps;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignUp;

public enum SignUpProblem { Names, Email, Unreachable, Password, Busy }
