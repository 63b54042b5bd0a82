namespace Latchkey.Server.Faces.Console.Kit;

public enum RefusedBecause
{
    NotAllowed,
    ForeignForm,
    SignInExpired,
    SignInRefused,
    NotFound,
}
