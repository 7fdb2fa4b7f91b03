namespace Trasa.Feel;

/// <summary>What went wrong. The numbers are stable: texts in other languages and tests refer to them.</summary>
public enum FeelCode
{
    Syntax = 1,
    UnknownName = 2,
    UnknownFunction = 3,
    WrongArguments = 4,
    WrongType = 5,
    InvalidValue = 6,
    NotComparable = 7,
    Overflow = 8,
    DivisionByZero = 9,
    NoSuchMember = 10,
    IndexOutOfRange = 11,
    TypeMismatch = 12,
    LimitExceeded = 13,
    UnknownType = 14,
    DuplicateKey = 15,
    NotAFunction = 16,
    InvalidPattern = 17,
    HitPolicyViolated = 18,
    ValueNotAllowed = 19,
    MissingLogic = 20,
}
