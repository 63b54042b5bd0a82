namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>Why somebody is not shown a page of the console.</summary>
internal enum ConsoleRefusal
{
    /// <summary>No administrator, or one who may not do this.</summary>
    NotAllowed,
    /// <summary>An administrator, but not of this.</summary>
    NotYours,
    /// <summary>What was posted comes from no form of this session.</summary>
    ForeignForm,
    /// <summary>Theirs, of a session that has ended, or that does not do any more: nothing was done, and what they typed is not lost.</summary>
    SignInFirst,
    /// <summary>The same, and they have signed in again since.</summary>
    OlderForm,
    /// <summary>A link on another site led here, so the browser kept its cookie back: asked again from here, it sends it.</summary>
    FromElsewhere,
}
