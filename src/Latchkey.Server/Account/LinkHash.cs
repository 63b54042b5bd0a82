using System.Security.Cryptography;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

/// <summary>What is stored of a link: it says which one, and opens nothing.</summary>
public readonly record struct LinkHash(string Value);
