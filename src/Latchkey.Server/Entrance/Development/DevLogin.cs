using Latchkey.Server.Faces.Management.Origins;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

public sealed record DevLogin(string Login, string Password)
{
    public override string ToString() => Login;
}
