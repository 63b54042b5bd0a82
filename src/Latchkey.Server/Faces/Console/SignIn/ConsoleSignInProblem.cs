namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>Why nobody is signed in to the console.</summary>
internal enum ConsoleSignInProblem
{
    /// <summary>It took too long, was begun in another browser, or has been answered.</summary>
    Expired,
    /// <summary>The sign-in was given up or refused.</summary>
    Refused,
    /// <summary>No administrator.</summary>
    NotAllowed,
}
