namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>What a sign-in in an app's own pages waits for.</summary>
internal enum IdxStep { Identify, NewPassword, Choose, Answer, ChooseNew, AnswerNew, Consent, Done, KeptOut }
