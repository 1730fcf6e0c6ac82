//! What a mail says: that somebody is needed, where, and how to take it on.
//! Never what the letter says, for the relay does not know it.

use crate::{ladder::Language, store::Notice};
use holdfast_rhythm::parse_zone;

/// A mail's words.
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

/// Subject; somebody asks; reference; the link; and what it does.
const fn phrases(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => [
            "Somebody needs you",
            "A message that asks for somebody now arrived",
            "Reference",
            "Take it on, so that nobody else is told:",
            "The link opens a page with one button. Until it is pressed, the next person is told.",
        ],
        Language::De => [
            "Jemand braucht dich",
            "Eine Nachricht, die jetzt jemanden braucht, ist angekommen",
            "Zeichen",
            "Übernimm sie, damit niemand sonst benachrichtigt wird:",
            "Der Link öffnet eine Seite mit einem Knopf. Bis er gedrückt ist, wird die nächste Person benachrichtigt.",
        ],
        Language::Es => [
            "Alguien te necesita",
            "Llegó un mensaje que necesita a alguien ahora",
            "Referencia",
            "Hazte cargo, para que no se avise a nadie más:",
            "El enlace abre una página con un botón. Hasta que se pulse, se avisa a la siguiente persona.",
        ],
        Language::Fr => [
            "Quelqu’un a besoin de vous",
            "Un message qui demande quelqu’un maintenant est arrivé",
            "Référence",
            "Prenez-le en charge, pour que personne d’autre ne soit prévenu :",
            "Le lien ouvre une page avec un bouton. Tant qu’il n’est pas pressé, la personne suivante est prévenue.",
        ],
        Language::Pt => [
            "Alguém precisa de você",
            "Chegou uma mensagem que precisa de alguém agora",
            "Referência",
            "Assuma, para que mais ninguém seja avisado:",
            "O link abre uma página com um botão. Até ele ser pressionado, a próxima pessoa é avisada.",
        ],
    }
}

/// The mail that only tries out whether mail arrives.
pub(super) fn trial(language: Language) -> Words {
    let [subject, text] = match language {
        Language::En => [
            "A test: nobody needs you",
            "Mail from Holdfast reaches you. There is nothing to do.",
        ],
        Language::De => [
            "Ein Test: niemand braucht dich",
            "E-Mails von Holdfast kommen bei dir an. Es ist nichts zu tun.",
        ],
        Language::Es => [
            "Una prueba: nadie te necesita",
            "Los correos de Holdfast te llegan. No hay nada que hacer.",
        ],
        Language::Fr => [
            "Un essai : personne n’a besoin de vous",
            "Les messages de Holdfast vous parviennent. Il n’y a rien à faire.",
        ],
        Language::Pt => [
            "Um teste: ninguém precisa de ajuda",
            "As mensagens do Holdfast chegam. Não há nada a fazer.",
        ],
    };
    Words {
        subject: subject.into(),
        text: format!("{text}\n"),
    }
}

/// The mail of a notice.
pub(super) fn mail(language: Language, notice: &Notice, url: &str) -> Words {
    let [subject, arrived, reference, take, why] = phrases(language);
    let at = match parse_zone(&notice.zone) {
        Ok(zone) => {
            let local = notice.letter_at.with_timezone(&zone);
            format!("{} ({})", local.format("%Y-%m-%d %H:%M"), notice.zone)
        }
        Err(_) => notice.letter_at.format("%Y-%m-%d %H:%M UTC").to_string(),
    };
    let mut text = format!("{arrived}: {at}\n");
    if !notice.reference.is_empty() {
        text.push_str(&format!("{reference}: {}\n", notice.reference));
    }
    text.push_str(&format!("\n{take}\n{url}\n\n{why}\n"));
    Words {
        subject: subject.into(),
        text,
    }
}
