// Takes an alarm on, with one press: whoever only follows the link, as mail scanners do, has done nothing.
// The token is behind the "#", so that no server on the way sees it.
const WORDS = {
  en: {
    therapist: "The therapist",
    heading: "Somebody needs you",
    explanation: "A message that asks for somebody now has arrived. When you take it on, nobody else is told, and the person who wrote it sees that.",
    take: "I take it on",
    sending: "One moment …",
    yours: (name, at) => `You have taken it on, as ${name}, on ${at}. Thank you.`,
    theirs: (name, at) => `${name} took it on, on ${at}. There is nothing left for you to do.`,
    unknown: "This link is not known here. Please look for a newer message, or open Holdfast.",
    failed: "That did not work. Please check the network and try again.",
  },
  de: {
    therapist: "Die Therapeutin oder der Therapeut",
    heading: "Jemand braucht dich",
    explanation: "Eine Nachricht, die jetzt jemanden braucht, ist angekommen. Wenn du sie übernimmst, wird niemand sonst benachrichtigt, und wer sie geschrieben hat, sieht das.",
    take: "Ich übernehme",
    sending: "Einen Moment …",
    yours: (name, at) => `Du hast übernommen, als ${name}, am ${at}. Danke.`,
    theirs: (name, at) => `${name} hat am ${at} übernommen. Für dich ist nichts mehr zu tun.`,
    unknown: "Dieser Link ist hier nicht bekannt. Bitte sieh nach einer neueren Nachricht oder öffne Holdfast.",
    failed: "Das hat nicht geklappt. Bitte prüfe die Verbindung und versuch es noch einmal.",
  },
  es: {
    therapist: "Terapeuta",
    heading: "Alguien te necesita",
    explanation: "Ha llegado un mensaje que necesita a alguien ahora. Si te haces cargo, no se avisa a nadie más, y quien lo escribió lo ve.",
    take: "Me hago cargo",
    sending: "Un momento…",
    yours: (name, at) => `Te has hecho cargo, como ${name}, el ${at}. Gracias.`,
    theirs: (name, at) => `${name} se hizo cargo el ${at}. No hace falta que hagas nada más.`,
    unknown: "Aquí no se reconoce este enlace. Busca un mensaje más reciente o abre Holdfast.",
    failed: "No ha funcionado. Comprueba la conexión e inténtalo otra vez.",
  },
  fr: {
    therapist: "Thérapeute",
    heading: "Quelqu’un a besoin de vous",
    explanation: "Un message est arrivé, qui a besoin de quelqu’un maintenant. Si vous le prenez en charge, personne d’autre n’est prévenu, et la personne qui l’a écrit le voit.",
    take: "Je m’en charge",
    sending: "Un instant…",
    yours: (name, at) => `Vous vous en chargez, en tant que ${name}, depuis le ${at}. Merci.`,
    theirs: (name, at) => `${name} s’en charge depuis le ${at}. Vous n’avez plus rien à faire.`,
    unknown: "Ce lien n’est pas connu ici. Cherchez un message plus récent ou ouvrez Holdfast.",
    failed: "Cela n’a pas fonctionné. Vérifiez la connexion et réessayez.",
  },
  pt: {
    therapist: "Terapeuta",
    heading: "Alguém precisa da sua ajuda",
    explanation: "Chegou uma mensagem que precisa de alguém agora. Se disser que cuida disto, mais ninguém é avisado, e quem escreveu vê isso.",
    take: "Eu cuido disto",
    sending: "Um momento…",
    yours: (name, at) => `Isto ficou ao seu cuidado, como ${name}, em ${at}. Agradecemos.`,
    theirs: (name, at) => `${name} já disse que cuida disto, em ${at}. Não é preciso fazer mais nada.`,
    unknown: "Este link não é conhecido aqui. Procure uma mensagem mais recente ou abra o Holdfast.",
    failed: "Não funcionou. Verifique a conexão e tente de novo.",
  },
};

const wanted = navigator.languages.map((tag) => tag.toLowerCase().split(/[-_]/)[0]);
const language = wanted.find((tag) => tag in WORDS) ?? "en";
const words = WORDS[language];
const [heading, explanation, take, said] = ["heading", "explanation", "take", "said"].map((id) => document.getElementById(id));
const token = location.hash.slice(1);

document.documentElement.lang = language;
document.title = words.heading;
heading.textContent = words.heading;
explanation.textContent = token ? words.explanation : words.unknown;
take.textContent = words.take;
take.hidden = !token;
take.addEventListener("click", acknowledge);
// A newer notice opened in the same tab changes only what comes after the #.
addEventListener("hashchange", () => location.reload());

async function acknowledge() {
  if (take.getAttribute("aria-disabled") === "true") return;
  take.setAttribute("aria-disabled", "true");
  said.textContent = words.sending;
  try {
    const answer = await fetch("/v1/acknowledge", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
      credentials: "omit",
    });
    if (answer.status === 404) {
      said.textContent = words.unknown;
      take.hidden = true;
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const { by, name, at } = await answer.json();
    const when = new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    said.textContent = by === "you" ? words.yours(name, when) : words.theirs(name || words.therapist, when);
    take.hidden = true;
  } catch {
    said.textContent = words.failed;
    take.removeAttribute("aria-disabled");
  }
}
