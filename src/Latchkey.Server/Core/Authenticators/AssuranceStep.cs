namespace Latchkey.Server.Core.Authenticators;

public enum AssuranceStep
{
    Enough,
    SecondFactor,
    Enroll,
    /// <summary>This sign-in cannot become what is wanted; another one can.</summary>
    SignIn,
    Unmet,
}
