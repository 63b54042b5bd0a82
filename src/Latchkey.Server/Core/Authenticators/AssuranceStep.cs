namespace Latchkey.Server.Core.Authenticators;

public enum AssuranceStep
{
    Enough,
    /// <summary>The password is missing, of somebody who began with something else.</summary>
    Password,
    SecondFactor,
    Enroll,
    /// <summary>This sign-in cannot become what is wanted; another one can.</summary>
    SignIn,
    Unmet,
}
