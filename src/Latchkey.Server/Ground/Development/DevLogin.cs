namespace Latchkey.Server.Ground.Development;

public sealed record DevLogin(string Login, string Password)
{
    public override string ToString() => Login;
}
