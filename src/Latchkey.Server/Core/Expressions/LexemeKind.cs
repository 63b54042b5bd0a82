namespace Latchkey.Server.Core.Expressions;

internal enum LexemeKind { End, Name, Text, Number, Symbol }
