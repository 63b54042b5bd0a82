namespace Latchkey.Server.Faces.Console.Kit;

public enum RefusedBecause
{
    NotAllowed,
    NotYours,
    ForeignForm,
    SignInExpired,
    SignInRefused,
    NotFound,
}
