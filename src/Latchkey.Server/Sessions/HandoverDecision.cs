using System.Text.Json;
using Latchkey.Server.Authorize;
using Latchkey.Server.DeviceSecrets;
using Latchkey.Server.Orgs;
using Latchkey.Server.Origins;
using Latchkey.Server.SignIn;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

public enum HandoverDecision { Take, Ask, Refuse }
